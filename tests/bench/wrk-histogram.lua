-- Prints what wrk counted, one line per latency: microseconds and how many answers.
done = function(summary, latency, requests)
  for i = 1, #latency do
    local us, count = latency(i)
    io.write(string.format("LATENCY %d %d\n", us, count))
  end
  io.write(string.format("TOTAL %d %d\n", summary.requests, summary.duration))
end
