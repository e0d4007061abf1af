using System.Collections.Concurrent;
using Microsoft.Playwright;
using IRequest = Microsoft.Playwright.IRequest;

namespace AiDevFramework.Browser.Tests.Chromium;

/// <summary>What happens while a page is open: words on the console, requests, answers, dialogs.</summary>
internal sealed class Witness
{
    private readonly ConcurrentQueue<string> _words = [];
    private readonly ConcurrentQueue<IRequest> _requests = [];
    private readonly ConcurrentQueue<IResponse> _answers = [];
    private readonly ConcurrentQueue<IRequest> _finished = [];
    private readonly ConcurrentQueue<string> _surprises = [];

    public Witness(IPage page)
    {
        page.Console += (_, message) => _words.Enqueue($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => _words.Enqueue($"uncaught: {error}");
        page.Request += (_, request) => _requests.Enqueue(request);
        page.Response += (_, answer) => _answers.Enqueue(answer);
        page.RequestFinished += (_, request) => _finished.Enqueue(request);
        page.Popup += (_, popup) => _surprises.Enqueue($"opened {popup.Url}");
        page.Download += (_, download) => _surprises.Enqueue($"saved {download.SuggestedFilename}");
        page.Dialog += async (_, dialog) =>
        {
            _surprises.Enqueue($"asked: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    /// <summary>Messages of every level on the console, and errors that nobody caught.</summary>
    public IReadOnlyCollection<string> Words => _words;

    public IReadOnlyCollection<IRequest> Requests => _requests;

    public IReadOnlyCollection<IResponse> Answers => _answers;

    /// <summary>Requests whose answer has come as a whole: a stream's never does.</summary>
    public IReadOnlyCollection<IRequest> Finished => _finished;

    /// <summary>Dialogs, new windows and downloads.</summary>
    public IReadOnlyCollection<string> Surprises => _surprises;
}
