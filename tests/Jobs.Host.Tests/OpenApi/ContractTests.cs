using System.Net;
using Jobs.Host.Api;
using Jobs.Host.OpenApi;

namespace Jobs.Host.Tests.OpenApi;

/// <summary>Every problem that the document says a route can answer, provoked from a real host over HTTP: it has the status and type that stand there.</summary>
public sealed class ContractTests(ContractHost host) : IClassFixture<ContractHost>
{
    /// <summary>What other tests prove for every route.</summary>
    private static readonly Dictionary<string, string> _elsewhere = new()
    {
        [ProblemTypes.Unauthorized] = "RouteAccessTests.Without_a_key_no_route_answers_but_those",
        [ProblemTypes.Forbidden] = "RouteAccessTests.A_key_opens_no_route_of_another_scope",
        [ProblemTypes.ReadOnly] = "RouteAccessTests.A_read_only_host_takes_no_change_from_anybody",
        [ProblemTypes.TooManyRequests] = "KeyTests.A_key_over_its_limit_is_429_wherever_it_is_used_and_others_are_not",
    };

    /// <summary>What can not be provoked in a reasonable time, and why.</summary>
    private static readonly Dictionary<(string Route, string Problem), string> _unprovoked = new()
    {
        [("POST /api/v1/jobs/batch", Messages.Refusal.Codes.OutcomeUnknown)] = "each item says it for itself; all do only when the queue is silent for 30 s",
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var route in ContractHost.DescribedRoutes())
            {
                var name = ContractHost.NameOf(route);
                foreach (var problem in RouteProblems.Of(route).Where(problem => !_elsewhere.ContainsKey(problem) && !_unprovoked.ContainsKey((name, problem))))
                    cases.Add(name, problem);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_route_answers_the_problem(string name, string problem)
    {
        var route = host.Find(name);
        Assert.True(Provocations.All.TryGetValue(problem, out var provoke), $"Nobody provokes {problem} of {name}: add it to {nameof(Provocations)}.");

        var reply = await provoke(new Provocation(host, route));

        reply.AssertProblem((HttpStatusCode)ProblemTypes.StatusOf(problem), problem);
        Assert.Equal(reply.Status == HttpStatusCode.ServiceUnavailable, reply.RetryAfter is not null);
    }

    [Fact]
    public void Every_type_of_problem_belongs_to_a_route_or_is_the_tables_own()
    {
        string[] ofNoRoute = [ProblemTypes.UnknownRoute, ProblemTypes.MethodNotAllowed, ProblemTypes.InternalError];

        Assert.Equal(ProblemTypes.All.Order(), host.Described.SelectMany(RouteProblems.Of).Concat(ofNoRoute).Distinct().Order());
    }
}
