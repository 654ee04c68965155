using System.Globalization;

namespace Jobs.Hosting;

/// <summary>What is added to a wait at random: up to a share of it, or up to a time.</summary>
internal readonly record struct Jitter(double Share, TimeSpan? Time)
{
    public static Jitter Of(RetryPolicy policy) => new(policy.Jitter, policy.JitterTime);
}

internal sealed class JitterKind : SettingKind<Jitter>
{
    private static readonly DecimalNumber Shares = new(0, 1);
    private static readonly Duration Times = new(TimeSpan.Zero, RetryPolicy.DelayMaxBound);

    public override string Expected => $"a share {Shares.Expected} or a time {Times.Expected}";

    public override bool Allows(Jitter value) => value.Time is { } time ? Times.Allows(time) : Shares.Allows(value.Share);

    public override string Show(Jitter value) => value.Time is { } time ? Times.Show(time) : value.Share.ToString(CultureInfo.InvariantCulture);

    public override bool TryParse(string text, out Jitter value)
    {
        if (Shares.TryParse(text, out var share))
        {
            value = new Jitter(share, null);
            return true;
        }

        var read = Times.TryParse(text, out var time);
        value = new Jitter(0, time);
        return read;
    }

    public override string? HintFor(string text) =>
        Shares.TryParse(text, out var share) && share > 1 ? $"as a time it needs its unit, as in {text}s" : null;
}
