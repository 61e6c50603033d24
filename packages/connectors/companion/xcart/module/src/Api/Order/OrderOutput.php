<?php

declare(strict_types=1);

namespace Xmap\Companion\Api\Order;

use XCart\Extender\Mapping\Extender;
use XLite\API\Endpoint\Order\DTO\OrderOutput as CoreOrderOutput;

/**
 * Orders of the Admin REST API show the ERP's number.
 *
 * @Extender\Mixin
 */
class OrderOutput extends CoreOrderOutput
{
    public ?string $external_number = null;
}
