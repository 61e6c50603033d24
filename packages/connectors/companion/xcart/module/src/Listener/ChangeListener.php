<?php

declare(strict_types=1);

namespace Xmap\Companion\Listener;

use Doctrine\Bundle\DoctrineBundle\EventSubscriber\EventSubscriberInterface;
use Doctrine\ORM\Event\OnFlushEventArgs;
use Doctrine\ORM\Event\PostFlushEventArgs;
use Doctrine\ORM\Events;
use Symfony\Component\Messenger\MessageBusInterface;
use Symfony\Component\Uid\Uuid;
use XLite;
use XLite\Model\Address;
use XLite\Model\Cart;
use XLite\Model\Order;
use XLite\Model\OrderTrackingNumber;
use XLite\Model\Product;
use XLite\Model\Profile;
use Xmap\Companion\Webhook\Event;
use Xmap\Companion\Webhook\Message;

/** Notices what a flush changes and puts it into the queue after the flush, so that only stored changes are told. */
final class ChangeListener implements EventSubscriberInterface
{
    /** @var array<string, Event> */
    private array $noticed = [];

    /** @var list<object> rows that have no id before the flush has stored them */
    private array $inserted = [];

    public function __construct(private MessageBusInterface $bus)
    {
    }

    public function getSubscribedEvents(): array
    {
        return [Events::onFlush, Events::postFlush];
    }

    public function onFlush(OnFlushEventArgs $arguments): void
    {
        $work = $arguments->getEntityManager()->getUnitOfWork();
        foreach ($work->getScheduledEntityUpdates() as $entity) {
            $this->notice($this->eventOf($entity, $work->getEntityChangeSet($entity)));
        }
        foreach ($work->getScheduledEntityDeletions() as $entity) {
            $this->noticeRow($entity, []);
        }
        foreach ($work->getScheduledEntityInsertions() as $entity) {
            $this->inserted[] = $entity;
        }
    }

    public function postFlush(PostFlushEventArgs $arguments): void
    {
        $inserted = $this->inserted;
        $this->inserted = [];
        foreach ($inserted as $entity) {
            // An order that is new as a whole, as staff make one, has got its number now.
            $this->noticeRow($entity, ['orderNumber' => [null, null]]);
        }
        $events = $this->noticed;
        $this->noticed = [];
        foreach ($events as $event) {
            $store = (string) XLite::getInstance()->getShopURL();
            $this->bus->dispatch(new Message((string) Uuid::v4(), $event->name, time(), $store, $event->data));
        }
    }

    /** A placed order outweighs a change of status, and that any other change. */
    private function notice(?Event $event): void
    {
        if ($event === null) {
            return;
        }
        $weights = ['order.placed' => 2, 'order.status_changed' => 1];
        $known = $this->noticed[$event->record()] ?? null;
        if ($known === null || ($weights[$known->name] ?? 0) < ($weights[$event->name] ?? 0)) {
            $this->noticed[$event->record()] = $event;
        }
    }

    /** @param array<string, array{mixed, mixed}> $changes old and new values by field */
    private function eventOf(object $entity, array $changes): ?Event
    {
        return match (true) {
            // A cart becomes an order when it gets a number.
            $entity instanceof Order => $this->orderEvent($entity, $changes),
            $entity instanceof Product => new Event('product.changed', [
                'id'  => (int) $entity->getProductId(),
                'sku' => (string) $entity->getSku(),
            ]),
            $entity instanceof Profile => $this->profileEvent($entity),
            $entity instanceof Address => $this->profileEvent($entity->getProfile()),
            default => null,
        };
    }

    /** @param array<string, array{mixed, mixed}> $changes */
    private function orderEvent(Order $order, array $changes): ?Event
    {
        if ($order->getOrderNumber() === null || ($order instanceof Cart && !isset($changes['orderNumber']))) {
            return null;
        }
        $name = match (true) {
            isset($changes['orderNumber']) => 'order.placed',
            isset($changes['paymentStatus']) || isset($changes['shippingStatus']) => 'order.status_changed',
            default => 'order.changed',
        };

        return new Event($name, [
            'id'           => (int) $order->getOrderId(),
            'order_number' => (string) $order->getOrderNumber(),
        ]);
    }

    /** The private copy of a profile that an order keeps is nobody's account. */
    private function profileEvent(?Profile $profile): ?Event
    {
        return $profile === null || $profile->getOrder() !== null
            ? null
            : new Event('profile.changed', ['id' => (int) $profile->getProfileId()]);
    }

    /**
     * A row that joins or leaves; one below a record changes that record.
     *
     * @param array<string, array{mixed, mixed}> $changes
     */
    private function noticeRow(object $entity, array $changes): void
    {
        $event = $entity instanceof OrderTrackingNumber && $entity->getOrder() !== null
            ? $this->orderEvent($entity->getOrder(), [])
            : $this->eventOf($entity, $changes);
        $this->notice($event);
    }
}
