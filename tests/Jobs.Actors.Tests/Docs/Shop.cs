using Akka.Actor;
using Akka.Event;
using Akka.Hosting;
using Akka.Persistence.Sql.Hosting;
using Jobs.Hosting;
using Jobs.Messages;
using Jobs.Queues;
using Microsoft.Extensions.DependencyInjection;

namespace Jobs.Actors.Tests.Docs;

/// <summary>The program that docs/add-to-akka-app.md shows, between markers. <see cref="DocBlockTests"/> holds the page to it, <see cref="ShopTests"/> runs it.</summary>
public static class Shop
{
    public static void Configure(IServiceCollection services, string connectionString)
    {
        // doc: program
        services.AddJobClient();
        services.AddAkka("shop", (akka, _) => akka
            .WithSqlPersistence(connectionString, "SQLite.MS")
            .WithJobs(jobs => jobs
                .Queue("email", queue => queue.Concurrency(5))
                .Handle<SendEmail, SendEmailHandler>("send-email"))
            .WithActors((system, registry) =>
            {
                var jobQueues = registry.Get<JobQueues>();
                registry.Register<Checkout>(system.ActorOf(Props.Create(() => new Checkout(jobQueues)), "checkout"));
            }));
        // end
    }

    public static void ConfigureShortly(IServiceCollection services, string connectionString)
    {
        // doc: short
        services.AddJobClient();
        services.AddAkka("shop", (akka, _) => akka
            .WithSqlPersistence(connectionString, "SQLite.MS")
            .WithJobs(jobs => jobs
                .Queue("email", queue => queue.Concurrency(5).RateLimit(100, per: TimeSpan.FromMinutes(1)))
                .Handle<SendEmail, SendEmailHandler>("send-email")));
        // end
    }
}

public interface IMailServer
{
    Task SendAsync(string to, string messageId, CancellationToken cancel);
}

// doc: handler
public sealed record SendEmail(string To);

public sealed class SendEmailHandler(IMailServer mail) : IJobHandler<SendEmail>
{
    public Task HandleAsync(SendEmail job, JobContext context, CancellationToken cancel) =>
        mail.SendAsync(job.To, messageId: context.IdempotencyKey, cancel);
}
// end

// doc: actor
public sealed record OrderPlaced(string Email);

public sealed class Checkout : ReceiveActor
{
    public Checkout(IActorRef jobQueues)
    {
        var log = Context.GetLogger();
        Receive<OrderPlaced>(order => jobQueues.Tell(new EnqueueJob("email", "send-email", JobPayload.Json(new SendEmail(order.Email)))));
        Receive<JobEnqueued>(job => log.Info("Job {0} is durable", job.Id));
        Receive<EnqueueRefused>(refused => log.Warning("Job {0} was refused: {1}", refused.Id, refused.Refusal.Detail));
    }
}
// end

// doc: service
public sealed class Newsletter(IJobClient jobs)
{
    public Task WelcomeAsync(string address, CancellationToken cancel) =>
        jobs.EnqueueAsync("email", new SendEmail(address), cancel: cancel);
}
// end
