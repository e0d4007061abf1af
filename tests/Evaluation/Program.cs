using AiDevFramework.Evaluation.Live;
using AiDevFramework.Settings;

namespace AiDevFramework.Evaluation;

/// <summary>Not top-level statements: those would make a second public <c>Program</c> for test projects.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        try
        {
            DotEnv.Load();
            using var stop = new CancellationTokenSource();
            Console.CancelKeyPress += (_, pressed) =>
            {
                pressed.Cancel = true;
                stop.Cancel();
            };
            if (args is ["judge", ..])
            {
                using var server = ChatServer.OfEnvironment(Environment.GetEnvironmentVariable);
                var (report, passes) = await new JudgeRun(JudgeOptions.Parse(args[1..]), server, new Dictionary<string, string?>()).RunAsync(stop.Token);
                Console.WriteLine(report);
                return passes ? 0 : 1;
            }

            var options = EvaluationOptions.Parse(args);
            var evaluation = await EvaluationRun.RunAsync(options, new Dictionary<string, string?>(), stop.Token);
            Console.WriteLine(options.Json ? Report.Json(evaluation) : Report.Text(evaluation));
            return evaluation.Passes ? 0 : 1;
        }
        catch (FormatException exception)
        {
            await Console.Error.WriteLineAsync($"{exception.Message}\n{(args is ["judge", ..] ? JudgeOptions.Usage : EvaluationOptions.Usage)}");
            return 2;
        }
        catch (HttpRequestException exception)
        {
            await Console.Error.WriteLineAsync($"The judge does not answer: {exception.Message}");
            return 2;
        }
        catch (Exception exception) when (StartFailure.Explain(exception, Console.Error))
        {
            return 2;
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
    }
}
