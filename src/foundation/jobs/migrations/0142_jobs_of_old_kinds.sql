-- Bulk steps on quotes and orders are jobs of the kind "bulk" now, which act with the rights that whoever asked had
-- then. Those asked for before kept no rights, so what is still open of them ends, and says what to do.
/*pg: SELECT set_config('guildhall.all_companies', 'on', true); */
UPDATE job SET state = 'dead', locked_by = NULL, locked_until = NULL,
  finished_at = /*sqlite: CAST(strftime('%s', 'now') AS INTEGER) * 1000000 */
    /*pg: CAST(extract(epoch FROM now()) * 1000000 AS INTEGER) */,
  error = 'An upgrade replaced bulk steps of this kind. Run the step again from the list: records that it has already changed stay as they are. Then drop this job.'
  WHERE kind IN ('quotes.bulk', 'orders.bulk_status') AND state IN ('queued', 'running', 'failed');
