using Jobs.Host.Access;
using Jobs.Hosting;

namespace Jobs.Host.Tests.Access;

public sealed class SessionsTests
{
    private static readonly Caller _caller = new("web", Scopes.Read);

    private readonly MovedClock _clock = new();

    [Fact]
    public void A_session_ends_by_itself()
    {
        var sessions = new Sessions(_clock);
        var token = sessions.Begin(_caller);
        _clock.Move(Sessions.Lifetime - TimeSpan.FromSeconds(1));
        Assert.Equal("web", sessions.Find(token)?.Name);

        _clock.Move(TimeSpan.FromSeconds(1));
        Assert.Null(sessions.Find(token));
    }

    [Fact]
    public void Beyond_so_many_sessions_the_oldest_ends()
    {
        var sessions = new Sessions(_clock);
        var tokens = Enumerable.Range(0, Sessions.SessionsMax + 1).Select(_ => sessions.Begin(_caller)).ToList();

        Assert.Null(sessions.Find(tokens[0]));
        Assert.NotNull(sessions.Find(tokens[1]));
        Assert.NotNull(sessions.Find(tokens[^1]));
        Assert.Equal(tokens.Count, tokens.Distinct().Count());
    }
}
