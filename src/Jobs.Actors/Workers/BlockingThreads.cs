namespace Jobs.Workers;

/// <summary>
/// The threads of a queue whose handlers block: what a handler does at once and what follows its awaits runs here, so that however long it holds its thread, it holds none of the shared pool, on which
/// timers, other queues and requests depend. Threads are made when work waits for one and end after <see cref="IdleMax"/> without any.
/// </summary>
internal sealed class BlockingThreads : TaskScheduler
{
    public static readonly TimeSpan IdleMax = TimeSpan.FromSeconds(30);

    // Monitor.Wait needs an object.
    private readonly object _gate = new();
    private readonly Queue<Task> _work = [];
    private readonly SortedSet<int> _numbers = [];
    private readonly string _queue;
    private readonly TimeSpan _idleMax;
    private int _max;
    private int _idle;
    private bool _isClosed;

    public BlockingThreads(string queue, int max, TimeSpan? idleMax = null)
    {
        _queue = queue;
        _max = max;
        _idleMax = idleMax ?? IdleMax;
    }

    public override int MaximumConcurrencyLevel => _max;

    /// <summary>Threads that there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _numbers.Count;
        }
    }

    /// <summary>Threads that wait for work.</summary>
    public int Idle
    {
        get
        {
            lock (_gate)
                return _idle;
        }
    }

    /// <summary>One thread per running attempt, one per stuck handler whose place was given on, and one more: what follows an await goes on even while every handler blocks, perhaps waiting for just that.</summary>
    public static int MaxFor(int concurrency) => (2 * concurrency) + 1;

    /// <summary>So many threads there may be from now on; those in excess end when they are idle.</summary>
    public void Resize(int max)
    {
        lock (_gate)
            _max = max;
    }

    /// <summary>No further work is expected: idle threads end now, others when they have none left.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }
    }

    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            _work.Enqueue(task);
            if (_idle >= _work.Count)
                Monitor.Pulse(_gate);
            else if (_numbers.Count < _max)
                StartThread();
        }
    }

    // Only on a thread of its own: anywhere else the task would block who waits for it.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => Current == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate)
            return [.. _work];
    }

    private void StartThread()
    {
        var number = Enumerable.Range(1, _max).First(free => !_numbers.Contains(free));
        _numbers.Add(number);
        try
        {
            new Thread(() => Run(number)) { IsBackground = true, Name = $"jobs-{_queue}-{number}" }.UnsafeStart();
        }
        catch (OutOfMemoryException) when (_numbers.Count > 1)
        {
            // The threads that there are do the work, later.
            _numbers.Remove(number);
        }
    }

    private void Run(int number)
    {
        while (Take(number) is { } task)
            TryExecuteTask(task);
    }

    /// <summary>The next piece of work; null when none came for so long that the thread is to end.</summary>
    private Task? Take(int number)
    {
        lock (_gate)
        {
            while (_work.Count == 0)
            {
                _idle++;
                var isWoken = !_isClosed && Monitor.Wait(_gate, _idleMax);
                _idle--;
                if (isWoken || _work.Count > 0)
                    continue;
                _numbers.Remove(number);
                return null;
            }

            return _work.Dequeue();
        }
    }
}
