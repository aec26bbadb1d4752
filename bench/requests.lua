-- wrk script: asks one after another for what a file names, one "TOKEN PATH [BODY]" a line; BENCH_REQUESTS names the file;
-- without one it asks for "/".
-- The texts are made before the clock starts, so that all of it costs the load generator next to nothing.
local requests, at = {}, 0

function init()
  local file = os.getenv("BENCH_REQUESTS")
  if not file then
    requests[1] = wrk.format()
    return
  end
  for line in io.lines(file) do
    local token, path, body = line:match("^(%S+) (%S+) ?(.*)$")
    local headers = { ["Authorization"] = "Bearer " .. token }
    if body ~= "" then headers["Content-Type"] = "application/json" end
    requests[#requests + 1] = wrk.format(body ~= "" and "POST" or "GET", path, headers, body ~= "" and body or nil)
  end
  math.randomseed(os.time())
  for i = #requests, 2, -1 do -- neighbours in the file are neighbours in the database: that would be too easy
    local j = math.random(i)
    requests[i], requests[j] = requests[j], requests[i]
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), errors.connect + errors.read + errors.write + errors.timeout + errors.status))
end
