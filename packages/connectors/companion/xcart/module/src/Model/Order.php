<?php

declare(strict_types=1);

namespace Xmap\Companion\Model;

use Doctrine\ORM\Mapping as ORM;
use XCart\Extender\Mapping\Extender;

/**
 * @Extender\Mixin
 */
abstract class Order extends \XLite\Model\Order
{
    /**
     * The number under which the ERP knows the order.
     *
     * @ORM\Column (type="string", length=255, nullable=true)
     */
    protected ?string $xmapExternalNumber = null;

    public function getXmapExternalNumber(): ?string
    {
        return $this->xmapExternalNumber;
    }

    public function setXmapExternalNumber(?string $number): void
    {
        $this->xmapExternalNumber = $number;
    }
}
