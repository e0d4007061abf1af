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
            var options = EvaluationOptions.Parse(args);
            using var stop = new CancellationTokenSource();
            Console.CancelKeyPress += (_, pressed) =>
            {
                pressed.Cancel = true;
                stop.Cancel();
            };
            var evaluation = await EvaluationRun.RunAsync(options, new Dictionary<string, string?>(), stop.Token);
            Console.WriteLine(options.Json ? Report.Json(evaluation) : Report.Text(evaluation));
            return evaluation.Passes ? 0 : 1;
        }
        catch (FormatException exception)
        {
            await Console.Error.WriteLineAsync($"{exception.Message}\n{EvaluationOptions.Usage}");
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
