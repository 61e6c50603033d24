<?php

declare(strict_types=1);

namespace Xmap\Companion\Api;

use Symfony\Component\HttpFoundation\JsonResponse;

/** An error in the form of the Admin REST API. */
final class Problem extends JsonResponse
{
    public static function notFound(): self
    {
        return new self(self::HTTP_NOT_FOUND, 'Not Found');
    }

    public static function invalid(string $detail): self
    {
        return new self(self::HTTP_BAD_REQUEST, $detail);
    }

    private function __construct(int $status, string $detail)
    {
        parent::__construct(
            [
                'type'   => 'https://tools.ietf.org/html/rfc2616#section-10',
                'title'  => 'An error occurred',
                'detail' => $detail,
            ],
            $status,
            ['Content-Type' => 'application/problem+json; charset=utf-8']
        );
    }
}
