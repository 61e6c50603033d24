"""Drives a sandbox through the library OdooRPC: logs in, searches, creates, confirms a sale. Prints what it saw as JSON."""

import json
import sys

import odoorpc

host, port, database = sys.argv[1], int(sys.argv[2]), sys.argv[3]
odoo = odoorpc.ODOO(host, port=port, timeout=20)
seen = {"version": odoo.version, "databases": odoo.db.list()}
odoo.login(database, "admin", "admin")

country_ids = odoo.env["res.country"].search([("code", "=", "US")])
partner = odoo.env["res.partner"].create({"name": "Ann Buyer", "country_id": country_ids[0]})
product = odoo.env["product.product"].search([("default_code", "=", "A")])[0]
order_id = odoo.env["sale.order"].create(
    {
        "partner_id": partner,
        "client_order_ref": "PY-1",
        "order_line": [(0, 0, {"product_id": product, "product_uom_qty": 2})],
    }
)
order = odoo.env["sale.order"].browse(order_id)
seen["draft"] = order.state
seen["customer"] = order.partner_id.name
order.note = "from Python"
seen["confirmed"] = order.action_confirm()
order = odoo.env["sale.order"].browse(order_id)
seen["state"] = order.state
seen["total"] = order.amount_total
seen["pickings"] = [picking.state for picking in order.picking_ids]
try:
    order.action_confirm()
except odoorpc.error.RPCError as error:
    seen["refusal"] = error.info["data"]["name"]
odoo.logout()
print(json.dumps(seen))
