-- What an installation remembers of the shop's orders, beside the systems that it connects. Run at every start.
CREATE TABLE IF NOT EXISTS orders (
  id TEXT PRIMARY KEY,
  placed_at TEXT NOT NULL,
  customer TEXT,
  address TEXT,
  billing_country TEXT,
  shipping_country TEXT,
  basket TEXT NOT NULL,
  items TEXT NOT NULL,
  total NUMERIC NOT NULL,
  adds_up BOOLEAN NOT NULL,
  settled_items TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX IF NOT EXISTS orders_of_customer ON orders (customer, placed_at);
CREATE INDEX IF NOT EXISTS orders_to_address ON orders (address, placed_at);
CREATE INDEX IF NOT EXISTS open_orders ON orders (id) WHERE items <> settled_items;

-- What is sold in the shop and not yet reserved in the ERP: queued, held, refused, a quotation, or added to an order afterwards.
CREATE VIEW IF NOT EXISTS open_demand AS
WITH lines AS (
  SELECT o.id, json_extract(item.value, '$.sku') AS sku, json_extract(item.value, '$.amount') AS amount
  FROM orders o, json_each(o.items) AS item
  WHERE o.items <> o.settled_items
  UNION ALL
  SELECT o.id, json_extract(item.value, '$.sku'), -json_extract(item.value, '$.amount')
  FROM orders o, json_each(o.settled_items) AS item
  WHERE o.items <> o.settled_items
), open AS (
  SELECT sku, sum(amount) AS amount FROM lines GROUP BY id, sku HAVING sum(amount) > 0
), summed AS (
  SELECT sku, CAST(sum(amount) AS INTEGER) AS amount FROM open GROUP BY sku
)
SELECT sku, amount, '' AS listed FROM summed
UNION ALL
-- All of it at once, one SKU a line, for what is counted by the demand of several.
SELECT '*', 0, coalesce((SELECT group_concat(amount || ' ' || sku, char(10)) FROM summed), '');

-- Points for what is unusual about an order, by the orders before it; the reasons say which.
CREATE VIEW IF NOT EXISTS order_signs AS
SELECT
  o.id,
  (SELECT count(*) FROM orders e WHERE e.customer = o.customer AND e.id <> o.id
    AND julianday(o.placed_at) - julianday(e.placed_at) BETWEEN 0 AND 1.0 / 24) AS within_hour,
  (SELECT count(*) FROM orders e WHERE e.id <> o.id AND e.basket = o.basket AND (e.customer = o.customer OR e.address = o.address)
    AND julianday(o.placed_at) - julianday(e.placed_at) BETWEEN 0 AND 10.0 / 1440) AS same_basket,
  (SELECT count(DISTINCT e.customer) FROM orders e WHERE e.address = o.address AND e.customer <> o.customer
    AND julianday(o.placed_at) - julianday(e.placed_at) BETWEEN 0 AND 1) AS others_there,
  (SELECT CASE WHEN count(*) >= 20 THEN o.total / max(avg(e.total), 0.01) ELSE 0 END FROM orders e WHERE e.id <> o.id
    AND julianday(o.placed_at) - julianday(e.placed_at) BETWEEN 0 AND 90) AS times_usual,
  coalesce(o.billing_country <> o.shipping_country, 0) AS two_countries,
  NOT o.adds_up AS does_not_add_up
FROM orders o;

CREATE VIEW IF NOT EXISTS order_risk AS
SELECT
  id,
  CAST(min(100,
    CASE WHEN within_hour >= 5 THEN 30 ELSE 0 END + CASE WHEN same_basket >= 1 THEN 30 ELSE 0 END +
    CASE WHEN others_there >= 2 THEN 30 ELSE 0 END + CASE WHEN times_usual >= 10 THEN 30 ELSE 0 END +
    CASE WHEN two_countries THEN 10 ELSE 0 END + CASE WHEN does_not_add_up THEN 50 ELSE 0 END) AS INTEGER) AS score,
  trim(
    CASE WHEN within_hour >= 5 THEN (within_hour + 1) || ' orders of this customer within an hour; ' ELSE '' END ||
    CASE WHEN same_basket >= 1 THEN 'the same basket again within ten minutes; ' ELSE '' END ||
    CASE WHEN others_there >= 2 THEN (others_there + 1) || ' customers with this address within a day; ' ELSE '' END ||
    CASE WHEN times_usual >= 10 THEN round(times_usual) || ' times the usual value; ' ELSE '' END ||
    CASE WHEN two_countries THEN 'billed and shipped to two countries; ' ELSE '' END ||
    CASE WHEN does_not_add_up THEN 'the total does not add up; ' ELSE '' END, '; ') AS reasons
FROM order_signs;

-- Products whose stock is to be counted again. What asked last is written here, and the count is told by the number, which grows.
CREATE TABLE IF NOT EXISTS count_requests (
  product_id INTEGER PRIMARY KEY,
  asked_for TEXT,
  requested INTEGER
);
CREATE INDEX IF NOT EXISTS requested_counts ON count_requests (requested);
CREATE TRIGGER IF NOT EXISTS count_requested AFTER UPDATE OF asked_for ON count_requests
WHEN NEW.asked_for IS NOT OLD.asked_for
BEGIN
  UPDATE count_requests SET requested = (SELECT coalesce(max(requested), 0) + 1 FROM count_requests)
  WHERE product_id = NEW.product_id;
END;
