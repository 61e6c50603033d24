<?php

declare(strict_types=1);

namespace Xmap\Companion\Api;

use Doctrine\ORM\EntityManagerInterface;
use Symfony\Component\HttpFoundation\JsonResponse;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Response;
use XLite\Model\Order;
use Xmap\Companion\Core\TrackingNumbers;

/** What an exchange writes to an order and the Admin REST API does not. Keys are checked by the shop's firewall for /api. */
final class OrderController
{
    private const LONGEST = 255;

    public function __construct(
        private EntityManagerInterface $entityManager,
        private TrackingNumbers $trackingNumbers
    ) {
    }

    public function readTracking(int $id): Response
    {
        $order = $this->find($id);

        return $order === null ? Problem::notFound() : $this->showTracking($order);
    }

    public function writeTracking(int $id, Request $request): Response
    {
        $order = $this->find($id);
        if ($order === null) {
            return Problem::notFound();
        }
        $body = $this->body($request);
        if ($body === null) {
            return Problem::invalid('Syntax error');
        }
        $values = $body['tracking_numbers'] ?? null;
        if (!is_array($values) || !array_is_list($values) || array_filter($values, [$this, 'isNoNumber']) !== []) {
            return Problem::invalid('Field "tracking_numbers" must be a list of texts of 1 to 255 characters');
        }
        $this->trackingNumbers->replace($order, array_values(array_unique($values)));

        return $this->showTracking($order);
    }

    public function readExternalNumber(int $id): Response
    {
        $order = $this->find($id);

        return $order === null ? Problem::notFound() : $this->showExternalNumber($order);
    }

    public function writeExternalNumber(int $id, Request $request): Response
    {
        $order = $this->find($id);
        if ($order === null) {
            return Problem::notFound();
        }
        $body = $this->body($request);
        if ($body === null) {
            return Problem::invalid('Syntax error');
        }
        $number = $body['external_number'] ?? null;
        if (!array_key_exists('external_number', $body) || ($number !== null && $this->isNoNumber($number))) {
            return Problem::invalid('Field "external_number" must be a text of 1 to 255 characters, or null');
        }
        if ($order->getXmapExternalNumber() !== $number) {
            $order->setXmapExternalNumber($number);
            $this->entityManager->flush();
        }

        return $this->showExternalNumber($order);
    }

    /** Carts share a table with orders and are none. */
    private function find(int $id): ?Order
    {
        $order = $this->entityManager->find(Order::class, $id);

        return $order instanceof Order && $order->getOrderNumber() !== null ? $order : null;
    }

    /** @return array<string, mixed>|null */
    private function body(Request $request): ?array
    {
        $body = json_decode($request->getContent(), true);

        return is_array($body) && ($body === [] || !array_is_list($body)) ? $body : null;
    }

    private function isNoNumber(mixed $value): bool
    {
        return !is_string($value) || $value === '' || mb_strlen($value) > self::LONGEST;
    }

    private function showTracking(Order $order): JsonResponse
    {
        return new JsonResponse([
            'id'               => $order->getOrderId(),
            'order_number'     => (string) $order->getOrderNumber(),
            'tracking_numbers' => $this->trackingNumbers->show($order),
        ]);
    }

    private function showExternalNumber(Order $order): JsonResponse
    {
        return new JsonResponse([
            'id'              => $order->getOrderId(),
            'order_number'    => (string) $order->getOrderNumber(),
            'external_number' => $order->getXmapExternalNumber(),
        ]);
    }
}
