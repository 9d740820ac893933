-- wrk's readers; the arguments are header lines. Prints one JSON line at the end.
function init(arguments)
  for _, line in ipairs(arguments) do
    local name, value = line:match('^(.-): (.*)$')
    wrk.headers[name] = value
  end
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('\nJSON {"requests":%d,"seconds":%.3f,"p50_us":%d,"p99_us":%d,"failed":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50), latency:percentile(99),
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
