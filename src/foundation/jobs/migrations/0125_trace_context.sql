-- In which trace the job was asked for, and the event happened: a traceparent, and behind a blank its tracestate.
ALTER TABLE job ADD COLUMN trace_context TEXT;
ALTER TABLE event ADD COLUMN trace_context TEXT;
ALTER TABLE event_parked ADD COLUMN trace_context TEXT;
