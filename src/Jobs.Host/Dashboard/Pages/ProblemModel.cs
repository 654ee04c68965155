namespace Jobs.Host.Dashboard.Pages;

public sealed record ProblemModel(int Status, string Title, string Detail);
