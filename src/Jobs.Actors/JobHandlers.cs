using Jobs.Workers;

namespace Jobs;

/// <summary>
/// Which handler runs jobs of which type. A type is a wire name, never a class, so that classes can be renamed and moved; aliases keep the old names of a renamed type
/// running. A name that can not be registered is an <see cref="ArgumentException"/> that says why.
/// </summary>
public sealed class JobHandlers
{
    private readonly Lock _registering = new();

    // Replaced whole, never changed: readers on other threads take no lock.
    private volatile Registrations _all = new([], []);

    /// <summary>The registered wire names, without the aliases.</summary>
    public IReadOnlyCollection<string> Types => [.. _all.ByName.Values.Select(entry => entry.Type).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Jobs of <paramref name="type"/> are run by <typeparamref name="THandler"/>, an <see cref="IJobHandler{TJob}"/> or an <see cref="IJobHandler{TJob, TResult}"/>.</summary>
    public JobHandlers Handle<TJob, THandler>(string type, params string[] aliases)
        where THandler : class
    {
        var results = ResultsOf(typeof(THandler), typeof(TJob));
        var isPlain = typeof(IJobHandler<TJob>).IsAssignableFrom(typeof(THandler));
        return (isPlain, results.Count) switch
        {
            (true, 0) => Register(new PlainClassEntry<TJob, THandler>(type), aliases),
            (false, 1) => Register((JobHandlerEntry)Activator.CreateInstance(typeof(ResultClassEntry<,,>).MakeGenericType(typeof(TJob), results[0], typeof(THandler)), type)!, aliases),
            (false, 0) => throw new ArgumentException($"{typeof(THandler).Name} handles no {typeof(TJob).Name}: it implements neither IJobHandler<{typeof(TJob).Name}> nor IJobHandler<{typeof(TJob).Name}, TResult>."),
            _ => throw new ArgumentException($"{typeof(THandler).Name} handles {typeof(TJob).Name} in several ways; say which with HandleWithResult, or split it."),
        };
    }

    /// <summary>Jobs of <paramref name="type"/> are run by <typeparamref name="THandler"/>, whose result is stored with the completion.</summary>
    public JobHandlers HandleWithResult<TJob, TResult, THandler>(string type, params string[] aliases)
        where THandler : class, IJobHandler<TJob, TResult> => Register(new ResultClassEntry<TJob, TResult, THandler>(type), aliases);

    /// <summary>Jobs of <paramref name="type"/> are run by a function.</summary>
    public JobHandlers Handle<TJob>(string type, Func<TJob, JobContext, CancellationToken, Task> handler, params string[] aliases)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Register(new DelegateEntry<TJob>(type, handler), aliases);
    }

    /// <summary>Jobs of <paramref name="type"/> are run by a function, whose result is stored with the completion.</summary>
    public JobHandlers HandleWithResult<TJob, TResult>(string type, Func<TJob, JobContext, CancellationToken, Task<TResult>> handler, params string[] aliases)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Register(new DelegateEntry<TJob, TResult>(type, handler), aliases);
    }

    /// <summary>
    /// Says what becomes of failed attempts of a registered type, whatever name of it the job has: exceptions that are permanent, and a retry policy in code. Said again it
    /// replaces what was said before.
    /// </summary>
    public JobHandlers OnFailure(string type, Action<FailureBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var failures = new FailureBuilder();
        configure(failures);
        lock (_registering)
        {
            if (Find(type) is not { } known)
                throw new ArgumentException($"The type {type} is not registered; register its handler first.");
            var changed = known with { Failures = failures.Build() };
            _all = _all with { ByName = _all.ByName.ToDictionary(entry => entry.Key, entry => ReferenceEquals(entry.Value, known) ? changed : entry.Value) };
        }

        return this;
    }

    /// <summary>Whether jobs of this type, or alias, can run here.</summary>
    public bool Knows(string type) => _all.ByName.ContainsKey(type);

    /// <summary>The wire name that <typeparamref name="TJob"/> was registered for; null when for none, or for several.</summary>
    public string? TypeOf<TJob>() => TypeOf(typeof(TJob));

    /// <inheritdoc cref="TypeOf{TJob}"/>
    public string? TypeOf(Type job) => _all.ByClass.GetValueOrDefault(job);

    /// <summary>All names of a type, its own and its aliases; none when it is not registered.</summary>
    internal IEnumerable<string> NamesOf(string type) => _all.ByName.Where(entry => entry.Value.Type == type).Select(entry => entry.Key);

    internal JobHandlerEntry? Find(string type) => _all.ByName.GetValueOrDefault(type);

    private static List<Type> ResultsOf(Type handler, Type job) =>
        [.. from made in handler.GetInterfaces()
            where made.IsGenericType && made.GetGenericTypeDefinition() == typeof(IJobHandler<,>)
            let arguments = made.GetGenericArguments()
            where arguments[0].IsAssignableFrom(job)
            select arguments[1]];

    private JobHandlers Register(JobHandlerEntry entry, string[] aliases)
    {
        lock (_registering)
        {
            var byName = new Dictionary<string, JobHandlerEntry>(_all.ByName);
            foreach (var name in (string[])[entry.Type, .. aliases])
            {
                if (!JobBounds.IsPrintable(name, JobBounds.TypeLengthMax))
                    throw new ArgumentException($"A type has 1 to {JobBounds.TypeLengthMax} printable characters.");
                if (!byName.TryAdd(name, entry))
                    throw new ArgumentException($"The type {name} is registered already, for {byName[name].JobType.Name}.");
            }

            // Null marks a class that stands for several types, and so for none by itself.
            var byClass = new Dictionary<Type, string?>(_all.ByClass);
            byClass[entry.JobType] = byClass.ContainsKey(entry.JobType) ? null : entry.Type;
            _all = new Registrations(byName, byClass);
        }

        return this;
    }

    private sealed record Registrations(Dictionary<string, JobHandlerEntry> ByName, Dictionary<Type, string?> ByClass);
}
