<?php

declare(strict_types=1);

namespace Xmap\Companion\Webhook;

use DateTimeImmutable;
use Symfony\Component\Messenger\Attribute\AsMessageHandler;
use Symfony\Component\Messenger\Exception\UnrecoverableMessageHandlingException;
use Symfony\Contracts\HttpClient\HttpClientInterface;
use XLite\Core\Config;

/** Sends one event. An exception leaves the message in the queue, which tries it again with the same id. */
#[AsMessageHandler]
final class Sender
{
    private const TIMEOUT_SECONDS = 10;

    public function __construct(private HttpClientInterface $client)
    {
    }

    public function __invoke(Message $message): void
    {
        $settings = Config::getInstance()->Xmap->Companion;
        $url = trim((string) $settings->webhook_url);
        if ($url === '') {
            return;
        }
        $body = json_encode([
            'event'       => $message->event,
            'event_id'    => $message->id,
            'occurred_at' => (new DateTimeImmutable('@' . $message->occurredAt))->format(DATE_ATOM),
            'store'       => $message->store,
            'data'        => $message->data,
        ], JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
        $signed = Signature::headers((string) $settings->webhook_secrets, $message->id, time(), $body);
        if ($signed['webhook-signature'] === '') {
            throw new UnrecoverableMessageHandlingException('The secret of the webhooks is missing or is no base64');
        }
        $response = $this->client->request('POST', $url, [
            'headers'       => ['Content-Type' => 'application/json'] + $signed,
            'body'          => $body,
            'timeout'       => self::TIMEOUT_SECONDS,
            'max_duration'  => self::TIMEOUT_SECONDS,
            'max_redirects' => 0,
        ]);
        // Throws for everything but 2xx.
        $response->getHeaders();
    }
}
