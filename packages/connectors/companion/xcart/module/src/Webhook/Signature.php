<?php

declare(strict_types=1);

namespace Xmap\Companion\Webhook;

/** The headers that sign a body as Standard Webhooks 1.0 say. */
final class Signature
{
    /**
     * @param string $secrets one or more, each `whsec_` and base64, separated by spaces
     *
     * @return array<string, string>
     */
    public static function headers(string $secrets, string $id, int $timestamp, string $body): array
    {
        $signatures = [];
        foreach (preg_split('/\s+/', $secrets, -1, PREG_SPLIT_NO_EMPTY) ?: [] as $secret) {
            $key = base64_decode(preg_replace('/^whsec_/', '', $secret) ?? '', true);
            if ($key === false || $key === '') {
                continue;
            }
            $signature = hash_hmac('sha256', $id . '.' . $timestamp . '.' . $body, $key, true);
            $signatures[] = 'v1,' . base64_encode($signature);
        }

        return [
            'webhook-id'        => $id,
            'webhook-timestamp' => (string) $timestamp,
            'webhook-signature' => implode(' ', $signatures),
        ];
    }
}
