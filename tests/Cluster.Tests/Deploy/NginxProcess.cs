using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Deploy;

/// <summary>nginx with the real configuration of <c>deploy/nginx</c>, in front of given addresses.</summary>
internal sealed class NginxProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder;
    private readonly Process _process;
    private readonly OutputLog _log = new();

    private NginxProcess(DirectoryInfo folder, Process process, Uri address)
    {
        _folder = folder;
        _process = process;
        _log.Follow(process);
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Access and error log.</summary>
    public string Output => _log.Text;

    private static string Program => Executables.Find("nginx") ?? (File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx"
        : throw new InvalidOperationException(
            "The tests need nginx. Run ./test.sh, which installs it, or install nginx 1.20 or newer (Debian: apt-get install nginx-light)."));

    /// <param name="server">Further lines of the server block.</param>
    /// <param name="certificate">Listens with TLS where there is one; its key goes with it.</param>
    public static async Task<NginxProcess> StartAsync(
        IEnumerable<Uri> gateways, CancellationToken cancellationToken, string server = "", X509Certificate2? certificate = null)
    {
        var folder = Directory.CreateTempSubdirectory("aidev-nginx-");
        var port = FreePort.Next();
        await WriteAsync(
            folder,
            string.Concat(gateways.Select(gateway => $"server {gateway.Authority} max_fails=0;\n")),
            string.Create(CultureInfo.InvariantCulture, $"listen 127.0.0.1:{port}{(certificate is null ? "" : " ssl")};\n{server}\n")
                + CertificateLines(folder, certificate),
            "access_log /dev/stdout plain;\n" + TemporaryPaths(folder),
            cancellationToken);
        var nginx = new NginxProcess(
            folder,
            await ChildProcesses.StartAsync(Command(folder, "daemon off;"), "KILL", user: null, start =>
            {
                start.RedirectStandardOutput = true;
                start.RedirectStandardError = true;
            }),
            new Uri(string.Create(CultureInfo.InvariantCulture, $"{(certificate is null ? "http" : "https")}://127.0.0.1:{port}")));
        try
        {
            await nginx.WaitUntilListeningAsync(port, cancellationToken);
            return nginx;
        }
        catch
        {
            await nginx.DisposeAsync();
            throw;
        }
    }

    /// <summary>What <c>nginx -t</c> says of the real configuration with the include files of a place.</summary>
    /// <param name="place">Folder of the include files.</param>
    public static async Task<ToolResult> CheckAsync(string place, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("aidev-nginx-");
        try
        {
            var (listen, files) = (await ReadAsync("listen.conf"), await ReadAsync("files.conf"));
            if (!Environment.IsPrivilegedProcess) // may neither listen on 80 nor write where packages let nginx write
            {
                listen = listen.Replace("listen 80;", string.Create(CultureInfo.InvariantCulture, $"listen {FreePort.Next()};"), StringComparison.Ordinal);
                files = files.Replace("/var/log/nginx", folder.FullName, StringComparison.Ordinal);
                files += files.Contains("_temp_path", StringComparison.Ordinal) ? "" : TemporaryPaths(folder);
            }

            await WriteAsync(folder, await ReadAsync("gateways.conf"), listen, files, cancellationToken);
            return await Tool.RunAsync([.. Command(folder, ""), "-t"], cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(place, file), cancellationToken);
    }

    public Task<string> WaitForLineAsync(Func<string, bool> wanted, TimeSpan deadline, CancellationToken cancellationToken) =>
        _log.WaitForAsync(wanted, deadline, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string CertificateLines(DirectoryInfo folder, X509Certificate2? certificate)
    {
        if (certificate is null)
        {
            return "";
        }

        var (chain, key) = (Path.Combine(folder.FullName, "chain.pem"), Path.Combine(folder.FullName, "key.pem"));
        File.WriteAllText(chain, certificate.ExportCertificatePem());
        File.WriteAllText(key, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return $"ssl_certificate {chain};\nssl_certificate_key {key};\n";
    }

    private static string TemporaryPaths(DirectoryInfo folder) => string.Concat(
        ((string[])["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]).Select(name => $"{name}_temp_path {folder.FullName}/{name};\n"));

    private static string[] Command(DirectoryInfo folder, string more)
    {
        var user = Environment.IsPrivilegedProcess ? "user root;" : ""; // else its workers could not look into the folder
        return
        [
            Program, "-p", folder.FullName, "-c", Path.Combine(folder.FullName, "nginx.conf"), "-e", "stderr",
            "-g", $"pid {folder.FullName}/nginx.pid; {user} {more}",
        ];
    }

    private static async Task WriteAsync(
        DirectoryInfo folder, string gateways, string listen, string files, CancellationToken cancellationToken)
    {
        File.Copy(Path.Combine(Repository.Root, "deploy", "nginx", "nginx.conf"), Path.Combine(folder.FullName, "nginx.conf"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "gateways.conf"), gateways, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "listen.conf"), listen, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "files.conf"), files, cancellationToken);
    }

    private async Task WaitUntilListeningAsync(int port, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(StartDeadline);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync("127.0.0.1", port, deadline.Token);
                return;
            }
            catch (SocketException) when (!_process.HasExited)
            {
                await timer.WaitForNextTickAsync(deadline.Token);
            }
            catch (SocketException exception)
            {
                await _log.Ended.WaitAsync(deadline.Token);
                throw new EndOfStreamException($"nginx ended. Its output:\n{Output}", exception);
            }
        }
    }
}
