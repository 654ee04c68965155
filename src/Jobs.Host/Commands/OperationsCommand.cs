using System.CommandLine;

namespace Jobs.Host.Commands;

/// <summary><c>jobs operations …</c>: what is being done to many jobs.</summary>
internal sealed class OperationsCommand(GlobalOptions global, Terminal terminal)
{
    private readonly Argument<string> _id = new("ID") { Description = "The operation's id" };

    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var verbs = new OperationsCommand(global, terminal);
        return new TaughtCommand("operations", "Looks at operations over many jobs, and stops them.", """
            jobs operations list
            jobs operations wait ID                       tells how far it is until it has ended
            jobs operations cancel ID                     what it has done stays done
            """)
        {
            verbs.List(), verbs.Show(), verbs.Wait(), verbs.Cancel(),
        };
    }

    private Command List() => Verb.Create(
        "list", "Those that run and the newest that have ended.", "jobs operations list", global, terminal, async verb => verb.Output.Write(await verb.GetAsync("/api/v1/operations"), OperationTables.WriteList));

    private Command Show() => Verb.Create(
        "show", "One operation.", "jobs operations show ID", global, terminal, async verb => verb.Output.Write(await verb.GetAsync(OperationWatch.PathOf(verb.Get(_id)!)), OperationTables.Write), _id);

    private Command Wait() => Verb.Create("wait", "Follows one operation to its end.", "jobs operations wait ID", global, terminal, verb => OperationWatch.FollowAsync(verb, verb.Get(_id)!), _id);

    private Command Cancel() => Verb.Create(
        "cancel",
        "Stops an operation behind the jobs that are under way.",
        "jobs operations cancel ID",
        global,
        terminal,
        async verb => verb.Output.Write(await verb.PostAsync(OperationWatch.PathOf(verb.Get(_id)!, "/cancel")), OperationTables.WriteOne),
        _id);
}
