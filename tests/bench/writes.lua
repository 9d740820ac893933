-- wrk's writers: each request is a visitor of its own, from a network of its own, behind a trusted proxy.
-- Arguments: like | comment | fan | mixed (95 reads to 5 likes), then a word that no other run has.
local threads = 0
function setup(thread)
  thread:set('number', threads)
  threads = threads + 1
end

local kind, run, sent, turn
function init(arguments)
  kind, run, sent = arguments[1], arguments[2], 0
  -- The last digits of the word: what a network may write, an earlier run has written.
  turn = tonumber(string.match(run, '%d+$') or 0) % 100
end

local function body(verb, page)
  local key = string.format('%s-%d-%d', run, number, sent)
  local token = string.sub(key .. string.rep('A', 43), 1, 42) .. 'A'
  local extra = verb == 'comment' and '"name":"Ana","text":"Written under load."' or '"on":true'
  return string.format('{"site":"bench","token":"%s","key":"%s","page":{"key":"%s"},"community":"",%s}',
    token, key, page, extra)
end

function request()
  sent = sent + 1
  local page = 'p' .. (sent % 1000)
  if kind == 'mixed' and sent % 20 ~= 0 then
    return wrk.format('GET', '/v1/read?site=bench&e=like;p=' .. page)
  end
  local verb = kind == 'mixed' and 'like' or kind
  return wrk.format('POST', '/v1/' .. verb, {
    ['Content-Type'] = 'text/plain;charset=UTF-8',
    ['X-Forwarded-For'] = string.format('%d.%d.%d.%d', 20 + turn, number, math.floor(sent / 250) % 250, sent % 250),
  }, body(verb, page))
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('\nJSON {"requests":%d,"seconds":%.3f,"p50_us":%d,"p99_us":%d,"failed":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50), latency:percentile(99),
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
