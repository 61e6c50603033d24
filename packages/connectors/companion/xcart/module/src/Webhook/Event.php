<?php

declare(strict_types=1);

namespace Xmap\Companion\Webhook;

/** A change that a receiver is told of: which record, not what it holds. */
final class Event
{
    /** @param array<string, int|string|null> $data the record's id and what helps people to recognise it */
    public function __construct(
        public readonly string $name,
        public readonly array $data
    ) {
    }

    /** Events of one record in one request are one: `order/12`. */
    public function record(): string
    {
        return strtok($this->name, '.') . '/' . $this->data['id'];
    }
}
