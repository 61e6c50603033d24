/** The mapping of `project/orders.xmap` as one JSONata expression. */
export const SALE_EXPRESSION = `(
  $stages := {
    "Q": "quotation", "A": "quotation", "PP": "quotation", "P": "sale",
    "D": "cancelled", "C": "cancelled", "R": "cancelled"
  };
  $full := function($first, $last) { $join([$trim($first), $trim($last)][$ != ""], " ") };
  $billing := billing_address;
  $shipping := shipping_address;
  {
    "reference": order_number,
    "origin": "X-Cart #" & order_number,
    "ordered_at": create_date,
    "stage": $lookup($stages, payment_status.code),
    "currency": currency,
    "total": total,
    "carrier": shipping_method_name,
    "note": notes,
    "customer": {
      "email": email,
      "name": $full($billing.firstname, $billing.lastname),
      "phone": $billing.phone,
      "vat": $billing.custom_fields[name = "vat_number"].value
    },
    "invoice_address": {
      "street": $billing.street, "zip": $billing.zipcode, "city": $billing.city, "country": $billing.country_code
    },
    "delivery_address": {
      "name": $full($shipping.firstname, $shipping.lastname),
      "street": $shipping.street, "zip": $shipping.zipcode, "city": $shipping.city, "country": $shipping.country_code
    },
    "lines": $append(
      items.{
        "identity": "items/" & $string(id),
        "values": { "product": sku, "name": name, "quantity": amount, "price": item_net_price }
      },
      surcharges[available and $not(include)].{
        "identity": "charged/" & code,
        "values": { "product": type, "name": name ?: type, "quantity": 1, "price": value }
      }
    )
  }
)`;
