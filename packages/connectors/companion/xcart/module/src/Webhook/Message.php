<?php

declare(strict_types=1);

namespace Xmap\Companion\Webhook;

/** An event on its way through the queue. */
final class Message
{
    /** @param array<string, int|string|null> $data */
    public function __construct(
        public readonly string $id,
        public readonly string $event,
        public readonly int $occurredAt,
        public readonly string $store,
        public readonly array $data
    ) {
    }
}
