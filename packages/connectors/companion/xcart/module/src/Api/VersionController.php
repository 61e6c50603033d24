<?php

declare(strict_types=1);

namespace Xmap\Companion\Api;

use Symfony\Component\HttpFoundation\JsonResponse;

/** Tells that the module is there and what it offers. */
final class VersionController
{
    private const VERSION = '1.0.0';

    public function __invoke(): JsonResponse
    {
        return new JsonResponse([
            'module'  => 'xmap',
            'version' => self::VERSION,
            'offers'  => ['tracking', 'external_number', 'webhooks'],
        ]);
    }
}
