using System.CommandLine;
using System.Globalization;
using Jobs.HttpLoad;

var url = new Option<string>("--url") { Description = "The running host", DefaultValueFactory = _ => "http://127.0.0.1:3000" };
var queue = new Option<string>("--queue") { Description = "Where the jobs go", DefaultValueFactory = _ => "email" };
var type = new Option<string>("--type") { Description = "Their type", DefaultValueFactory = _ => "echo" };
var connections = new Option<int>("--connections") { Description = "Kept alive, one request at a time each", DefaultValueFactory = _ => 64 };
var seconds = new Option<int>("--seconds") { Description = "How long, after a warm-up of the same length", DefaultValueFactory = _ => 5 };
var payloadBytes = new Option<int>("--payload-bytes") { Description = "Size of each payload", DefaultValueFactory = _ => 75 };

var root = new RootCommand("Enqueues jobs over HTTP as fast as the host takes them: POST /api/v1/jobs, each acknowledged before the next on its connection.")
{
    url, queue, type, connections, seconds, payloadBytes,
};
root.SetAction(async parsed =>
{
    var load = new Load(new Uri(parsed.GetValue(url)!), parsed.GetValue(queue)!, parsed.GetValue(type)!, parsed.GetValue(connections), parsed.GetValue(payloadBytes));
    await load.RunAsync(TimeSpan.FromSeconds(parsed.GetValue(seconds)));
    var result = await load.RunAsync(TimeSpan.FromSeconds(parsed.GetValue(seconds)));
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"requestsPerSecond\":{result.PerSecond:0},\"p50Ms\":{result.P50.TotalMilliseconds:0.00},\"p99Ms\":{result.P99.TotalMilliseconds:0.00},\"requests\":{result.Requests},\"refused\":{result.Refused}}}"));
    return result.Refused == 0 ? 0 : 1;
});
return await root.Parse(args).InvokeAsync();
