-- wrk's script: makes the requests of one kind and ends with one line of figures that a program can read.
--   wrk ... -s load.lua <address> -- <method> <path> [body]
-- {id} in the path or body is one of the people in BENCH_IDS; {n} in the body is a number that no other request has.
local threads = {}

function setup(thread)
  thread:set("number", #threads + 1)
  table.insert(threads, thread)
end

function init(args)
  method, path, body = args[1], args[2], args[3]
  local token = os.getenv("BENCH_TOKEN")
  if token and token ~= "" then wrk.headers["Authorization"] = "Bearer " .. token end
  if body then wrk.headers["Content-Type"] = "application/json" end
  if string.sub(path, -4) == "/mcp" then
    wrk.headers["Accept"] = "application/json, text/event-stream"
    wrk.headers["MCP-Protocol-Version"] = os.getenv("BENCH_REVISION") or "2025-11-25"
    wrk.headers["Mcp-Method"] = os.getenv("BENCH_METHOD")
    wrk.headers["Mcp-Name"] = os.getenv("BENCH_NAME")
  end
  if os.getenv("BENCH_AUDITED") then wrk.headers["Bench-Audited"] = "1" end
  if method == "PATCH" then wrk.headers["If-Match"] = "*" end
  ids, count = {}, 0
  for id in string.gmatch(os.getenv("BENCH_IDS") or "", "%S+") do table.insert(ids, id) end
  -- Two runs must not meet each other's numbers either.
  run = (os.getenv("BENCH_RUN") or "0") .. "-" .. number .. "-"
  varies = string.find(path, "{id}", 1, true) or (body and (string.find(body, "{n}", 1, true) or string.find(body, "{id}", 1, true)))
  fixed = not varies and wrk.format(method, path, nil, body)
  math.randomseed(number)
end

function request()
  if fixed then return fixed end
  count = count + 1
  local id = ids[math.random(math.max(1, #ids))] or ""
  local to = string.gsub(path, "{id}", id)
  return wrk.format(method, to, nil, body and (string.gsub(string.gsub(body, "{n}", run .. count), "{id}", id)))
end

function done(summary, latency, requests)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  print(string.format(
    "FIGURES %.1f %.2f %.2f %d",
    (summary.requests - summary.errors.status) / summary.duration * 1e6,
    latency:percentile(50) / 1000,
    latency:percentile(99) / 1000,
    failed
  ))
end
