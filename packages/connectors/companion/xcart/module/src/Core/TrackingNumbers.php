<?php

declare(strict_types=1);

namespace Xmap\Companion\Core;

use DateTimeImmutable;
use Doctrine\ORM\EntityManagerInterface;
use XLite\Core\OrderHistory;
use XLite\Model\Order;
use XLite\Model\OrderTrackingNumber;

/** The list of tracking numbers of an order. */
final class TrackingNumbers
{
    public function __construct(private EntityManagerInterface $entityManager)
    {
    }

    /**
     * Sets the whole list. A number that the order has keeps its row; the same list again changes nothing, so that a
     * repeat after a lost answer neither writes history nor tells anybody.
     *
     * @param list<string> $values
     */
    public function replace(Order $order, array $values): void
    {
        $missing = array_flip($values);
        $removed = [];
        foreach ($order->getTrackingNumbers() as $row) {
            if (isset($missing[$row->getValue()])) {
                unset($missing[$row->getValue()]);
            } else {
                $removed[] = $row;
            }
        }
        if ($missing === [] && $removed === []) {
            return;
        }
        foreach ($removed as $row) {
            $order->getTrackingNumbers()->removeElement($row);
            $this->entityManager->remove($row);
        }
        foreach (array_keys($missing) as $value) {
            $row = new OrderTrackingNumber();
            $row->setValue((string) $value);
            $row->setOrder($order);
            $order->addTrackingNumbers($row);
            $this->entityManager->persist($row);
        }
        // Rows below an order do not touch it, and who polls for changed orders would not see them.
        $order->setLastRenewDate(time());
        OrderHistory::getInstance()->registerTrackingInfoUpdate(
            $order->getOrderId(),
            array_map('strval', array_keys($missing)),
            array_map(static fn (OrderTrackingNumber $row): string => $row->getValue(), $removed),
            []
        );
        $this->entityManager->flush();
    }

    /** @return list<array{id: int, date: string, value: string}> */
    public function show(Order $order): array
    {
        $shown = [];
        foreach ($order->getTrackingNumbers() as $row) {
            $shown[] = [
                'id'    => (int) $row->getTrackingId(),
                'date'  => (new DateTimeImmutable('@' . $row->getCreationDate()))->format('Y-m-d\TH:i:sO'),
                'value' => (string) $row->getValue(),
            ];
        }

        return $shown;
    }
}
