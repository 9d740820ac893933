-- wrk's readers of a Twikoo thread; the argument is the page. Prints one JSON line at the end.
function init(arguments)
  wrk.method = 'POST'
  wrk.headers['Content-Type'] = 'application/json'
  wrk.body = string.format('{"event":"COMMENT_GET","url":"%s"}', arguments[1])
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('\nJSON {"requests":%d,"seconds":%.3f,"p50_us":%d,"p99_us":%d,"failed":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50), latency:percentile(99),
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
