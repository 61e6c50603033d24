<?php

declare(strict_types=1);

namespace Xmap\Companion\Api\Order;

use XCart\Extender\Mapping\Extender;
use XLite\API\Endpoint\Order\DTO\OrderOutput;
use XLite\API\Endpoint\Order\Transformer\OutputTransformer as CoreOutputTransformer;
use XLite\Model\Order;

/**
 * @Extender\Mixin
 */
class OutputTransformer extends CoreOutputTransformer
{
    /**
     * @param Order $object
     */
    public function transform($object, string $to, array $context = []): OrderOutput
    {
        $output = parent::transform($object, $to, $context);
        $output->external_number = $object->getXmapExternalNumber();

        return $output;
    }
}
