namespace AiDevFramework.Offline;

/// <summary>The parts a product is built of and why. Chosen around what sets the product apart; the rest is the plain default.</summary>
/// <param name="DatabaseName">As it is called in a sentence.</param>
/// <param name="HostingName">Where it runs, as it is called in a sentence.</param>
/// <param name="Skeleton">What the first stage sets up of it.</param>
internal sealed record StackChoice(
    StackPart Frontend,
    StackPart Backend,
    StackPart Database,
    StackPart Infrastructure,
    string DatabaseName,
    string HostingName,
    string Skeleton)
{
    public static StackChoice For(ProductOutline outline) => outline switch
    {
        _ when outline.Has(StackNeeds.Cli) && !outline.Has(StackNeeds.Mobile) => Terminal(outline),
        _ when outline.Has(StackNeeds.Bot) && !outline.Has(StackNeeds.Mobile) => Served(outline, BotFrontend(outline), "a bot that answers one command from a test chat"),
        _ when outline.Has(StackNeeds.Mobile) && outline.Has(StackNeeds.Local) => Phone(outline),
        _ when outline.Has(StackNeeds.Desktop) && outline.Has(StackNeeds.Local) => Desktop(outline),
        _ when outline.Has(StackNeeds.Local) && !outline.Has(StackNeeds.Public | StackNeeds.Payments | StackNeeds.Geo | StackNeeds.Media) => Browser(outline),
        _ => Served(outline, ServedFrontend(outline), outline.Has(StackNeeds.Mobile)
            ? "an app on a test phone that calls one endpoint and shows its answer"
            : "one screen that calls one endpoint and shows its answer"),
    };

    private static StackChoice Terminal(ProductOutline outline)
    {
        var heart = outline.Heart.Id;
        return new StackChoice(
            new("Terminal commands + Go + Cobra", [
                $"Terminal commands: {heart} is used from the command line, so there is no browser part to build or host",
                $"Cobra: commands, flags and completions of {heart} come in one form, with exit codes scripts can rely on",
                "Go: one binary starts within the 200 milliseconds of NFR1",
                "Rejected: Python with Click, because its interpreter alone uses most of NFR1's start time and has to be installed",
            ]),
            new("Go standard library + one static binary", [
                $"One binary: the rules of {heart} run where the command runs; there is no server that could be down",
                "Streaming readers: files of 100 MB pass through in pieces, as NFR1 asks, with constant memory",
                "Rejected: a web service behind the commands, because nothing in the product is shared between people",
            ]),
            new("SQLite + modernc.org/sqlite", [
                $"Shape: small tables for {Names(outline)} with few writers, one file in the user's data folder",
                "Consistency: one transaction per command, with the write-ahead log, keeps NFR4 when the process is killed",
                "Backup: a single file that is copied with the SQLite backup call before each migration",
                "Rejected: JSON files, because a killed process can leave half of one behind",
            ]),
            new("GitHub Actions + GoReleaser + GitHub Releases", [
                "Deployment: a tag builds signed binaries for three systems and updates the package manager's entry",
                "Environments: each pull request gives test binaries, a release candidate goes to five users first",
                "Monitoring: none by design (NFR2); a crash writes a report that its user may send",
                "Secrets: one signing key in the pipeline's store; cost about 0 USD a month in year one, tenfold use changes nothing",
                "Rejected: an own download server, because it would be one more thing to keep patched",
            ]),
            "SQLite", "GitHub Releases", $"a command that does nothing but read and write one {outline.Item}");
    }

    private static StackChoice Browser(ProductOutline outline)
    {
        var heart = outline.Heart.Id;
        var small = outline.Features.Count <= 1;
        return new StackChoice(
            outline.Has(StackNeeds.Extension) ? Extension(outline) : new(small ? "Svelte + TypeScript + Vite" : "React + TypeScript + Vite + TanStack Router", [
                small
                    ? $"Svelte: {heart} is one screen; it compiles to a few kilobytes and answers a tap within NFR1's 100 milliseconds"
                    : $"React: {outline.Features.Count} features share lists and forms over the same {outline.Items}",
                $"TypeScript: the form of {Words.WithArticle(outline.Item)} is written once and checked from the form to the store",
                "Service worker: the page opens without a network, so that NFR4 holds on a train as well",
                small
                    ? "Rejected: React, because one screen does not pay for its size"
                    : "Rejected: a page rendered on a server, because nothing has to be found by search engines",
            ]),
            new("No server + TypeScript modules in the browser", [
                $"No server: {outline.Items} belong to one person on one device (NFR2), so there is nothing to ask a server for",
                $"Plain modules: the rules of {heart} are functions with tests and without a browser in them",
                "Rejected: a small API with accounts, because it would cost a sign-in and take the data off the device",
            ]),
            new("IndexedDB + Dexie", [
                $"Shape: {Names(outline)} as object stores with an index on date and state, enough for NFR3's 50,000",
                "Consistency: one transaction per action, so that a closed tab loses at most what NFR4 allows",
                "Backup: one action writes everything to a file and reads it back; the page asks for persistent storage",
                "Rejected: SQLite compiled to WebAssembly, because a megabyte of code serves no query that is needed here",
            ]),
            outline.Has(StackNeeds.Extension) ? ExtensionStores() : new("Cloudflare Pages + GitHub Actions", [
                "Deployment: static files, built and tested on every commit, live in a minute and rolled back by one click",
                "Environments: each branch has an address of its own for the gate of its stage",
                "Monitoring: an outside check of the address every minute; faults are counted without content (NFR2)",
                "Secrets: one deployment token in the pipeline; cost 0 USD a month in year one, about 5 USD at ten times the use",
                "Rejected: a virtual server, because there is no process to run",
            ]),
            "IndexedDB", outline.Has(StackNeeds.Extension) ? "the extension stores" : "Cloudflare Pages", $"an empty page with a list of {outline.Items} that survives a reload");
    }

    private static StackChoice Phone(ProductOutline outline)
    {
        var heart = outline.Heart.Id;
        return new StackChoice(
            new("Flutter + Dart + Riverpod", [
                $"Flutter: {heart} runs on both phone systems from one code base, at 60 frames a second",
                $"Riverpod: the state of {outline.Items} is plain Dart and is tested without a phone",
                "Local notices: due times are handed to the phone's own clock, so that no server is needed for them",
                "Rejected: React Native, because without a web version the shared language brings nothing here",
            ]),
            new("No server + Dart packages in the app", [
                $"No server: {outline.Items} stay on one phone (NFR2), and nothing waits for a network",
                $"Packages: the rules of {heart} live in a package of their own without any screen in it",
                "Rejected: Firebase, because an account and a cloud for one phone's data buy nothing",
            ]),
            new("SQLite + Drift", [
                $"Shape: {Names(outline)} as tables with checked queries; 50,000 rows are small for it (NFR3)",
                "Consistency: each action is one transaction, so that a dead battery costs at most what NFR4 allows",
                "Backup: the phone's own backup, and one action that writes everything to a file",
                "Rejected: key-value storage, because lists by date and state would be sorted in memory",
            ]),
            new("Codemagic + App Store + Google Play", [
                "Deployment: each tag is built, signed and handed to the testers' track of both stores",
                "Environments: internal testers, 50 outside testers, then a release in steps of 10, 50 and 100 %",
                "Monitoring: the stores' crash reports, without content of anybody (NFR2)",
                "Secrets: signing keys in the build service; cost about 10 USD a month in year one with the stores' yearly fees",
                "Rejected: building on a laptop, because the signing keys would lie on it",
            ]),
            "SQLite", "the stores' test tracks", $"an app that keeps one {outline.Item} over a restart");
    }

    private static StackChoice Desktop(ProductOutline outline)
    {
        var heart = outline.Heart.Id;
        return new StackChoice(
            new("Tauri + React + TypeScript", [
                $"Tauri: {heart} becomes a signed installer of a few megabytes for three systems, using the system's own web view",
                $"React: lists and forms over {outline.Items} with the keyboard first, as NFR5 asks",
                "Rejected: Electron, because a browser of its own per window costs memory that NFR1 does not have",
            ]),
            new("Rust core + Tauri commands", [
                $"Rust core: the rules of {heart} run in the app's own process and answer within NFR1",
                "Tauri commands: the window can call exactly the listed functions and nothing else (NFR2)",
                "Rejected: a local web server, because an open port on a desktop is a door",
            ]),
            new("SQLite + sqlx", [
                $"Shape: {Names(outline)} in one file in the user's data folder, far below its limits (NFR3)",
                "Consistency: the write-ahead log and one transaction per action keep NFR4",
                "Backup: a copy by the backup call each day, seven kept",
                "Rejected: a server database, because there is one user",
            ]),
            new("GitHub Actions + Tauri updater + GitHub Releases", [
                "Deployment: a tag builds and signs installers; the app offers the update and installs it on the next start",
                "Environments: a beta channel for ten users, then everybody",
                "Monitoring: crash reports that the user sends or does not (NFR2)",
                "Secrets: signing keys in the pipeline's store; cost about 20 USD a month in year one for certificates",
                "Rejected: app stores, because they delay a fix by days",
            ]),
            "SQLite", "GitHub Releases", $"a window that keeps one {outline.Item} over a restart");
    }

    private static StackChoice Served(ProductOutline outline, StackPart frontend, string skeleton)
    {
        var (database, databaseName) = ServedDatabase(outline);
        var (infrastructure, hosting) = ServedInfrastructure(outline);
        return new StackChoice(frontend, ServedBackend(outline), database, infrastructure, databaseName, hosting, skeleton);
    }

    private static StackPart BotFrontend(ProductOutline outline) => new("Chat messages + buttons of the messenger + TypeScript", [
        $"Chat messages: {outline.RolePlural} reach {outline.Heart.Id} in the messenger they have open anyway; nothing is installed",
        "Buttons: the two or three next actions are offered, so that nobody learns commands",
        "Rejected: a web page beside the bot, because each switch between the two loses people",
    ]);

    private static StackPart Extension(ProductOutline outline) => new("Browser extension + TypeScript + React + WXT", [
        $"Extension: {outline.Heart.Id} happens beside the page that is open, which a website cannot do",
        "WXT: one source for Chrome, Edge and Firefox under manifest version 3",
        "Rejected: a bookmarklet, because page policies block it on many sites",
    ]);

    private static StackPart ExtensionStores() => new("GitHub Actions + Chrome Web Store + Firefox Add-ons", [
        "Deployment: a tag builds one package per browser and hands it to the stores' review",
        "Environments: an unlisted version for ten testers, then everybody in steps",
        "Monitoring: the stores' counts of installs and removals, nothing about pages or people (NFR2)",
        "Secrets: the stores' upload keys in the pipeline; cost about 0 USD a month in year one after a one-time fee",
        "Rejected: handing out the package by hand, because browsers refuse unsigned ones",
    ]);

    private static StackPart ServedFrontend(ProductOutline outline)
    {
        var heart = outline.Heart.Id;
        if (outline.Has(StackNeeds.Mobile))
        {
            var map = outline.Has(StackNeeds.Geo);
            return new("React Native + Expo + TypeScript" + (map ? " + MapLibre" : " + TanStack Query"), [
                $"React Native with Expo: {heart} is an app for both phone systems from one code base, and fixes reach phones without a store's review",
                map
                    ? $"MapLibre: draws 2,000 places in groups for {outline.FeaturesWith(StackNeeds.Geo)} with tiles from any provider"
                    : $"TanStack Query: lists of {outline.Items} are shown from the last answer at once and refreshed behind (NFR1)",
                outline.Has(StackNeeds.Offline)
                    ? $"Expo SQLite: the copy on the device for {outline.FeaturesWith(StackNeeds.Offline)} is a real database with transactions"
                    : $"Expo Notifications and Camera: what {outline.FeaturesWith(StackNeeds.Push | StackNeeds.Media)} asks of the phone comes with the framework",
                "Rejected: two native apps, because a team of three would build everything twice",
            ]);
        }

        if (outline.Has(StackNeeds.Extension))
        {
            return Extension(outline);
        }

        if (outline.Has(StackNeeds.Public))
        {
            return new("Next.js + React + TypeScript + Tailwind CSS", [
                $"Next.js: {outline.Items} are found through search engines, so pages of {heart} come ready from the server within NFR1",
                $"React: {outline.Features[^1].Id} needs screens with state, in the same language as the public pages",
                "Tailwind CSS: contrast and focus of NFR5 are set once in the theme",
                "Rejected: a single-page application, because its first screen is empty until the script has run",
            ]);
        }

        if (outline.Has(StackNeeds.RealTime))
        {
            return new("React + TypeScript + Vite + Zustand", [
                $"React: what {outline.FeaturesWith(StackNeeds.RealTime)} shows changes many times a minute, and only the parts that changed are drawn again",
                "Zustand: one store takes answers and live changes alike, ordered by their number, so that no gap stays unseen",
                "Vite: a static build that any server can hand out",
                "Rejected: pages rendered on the server, because each live change would ask for one",
            ]);
        }

        if (outline.Has(StackNeeds.Reports | StackNeeds.TimeSeries))
        {
            return new("Vue + TypeScript + Vite + Apache ECharts", [
                $"Vue: forms and tables of {heart} with little code around them",
                $"ECharts: a year of values for {outline.FeaturesWith(StackNeeds.Reports | StackNeeds.TimeSeries)} is drawn within NFR1, with a table beside each chart (NFR5)",
                "Vite: a static build that any server can hand out",
                "Rejected: a ready-made dashboard product, because its screens cannot be opened down to one entry",
            ]);
        }

        return new("React + TypeScript + Vite + TanStack Query", [
            $"React: {outline.Features.Count} features share lists, forms and dialogs over {outline.Items}",
            $"TanStack Query: {heart} shows the last known {outline.Items} at once and refreshes behind (NFR1)",
            "TypeScript: requests and answers have the same types as the server's",
            "Rejected: Next.js, because nothing here has to be found by search engines",
        ]);
    }

    private static StackPart ServedBackend(ProductOutline outline)
    {
        var heart = outline.Heart.Id;
        if (outline.Has(StackNeeds.Ai | StackNeeds.TimeSeries))
        {
            var batch = outline.Has(StackNeeds.TimeSeries);
            return new("Python + FastAPI + SQLAlchemy + Pydantic", [
                batch
                    ? $"Python: the bounds and gaps of {outline.FeaturesWith(StackNeeds.TimeSeries)} are worked out with NumPy, which needs no second service"
                    : $"Python: ranking and prompts of {outline.FeaturesWith(StackNeeds.Ai)} and their tests live beside the rules of {heart}",
                "FastAPI: asynchronous requests wait for slow partners without holding up the others (NFR1)",
                "Pydantic: what comes from outside is checked once at the edge (NFR2)",
                "Rejected: Node.js, because the numerical libraries would become a second service",
            ]);
        }

        if (outline.Has(StackNeeds.RealTime))
        {
            return new("Node.js + TypeScript + Fastify + WebSockets (ws)", [
                $"WebSockets: the changes of {outline.FeaturesWith(StackNeeds.RealTime)} have to arrive within a second, which asking again and again cannot do (NFR1)",
                "Node.js: 500 open connections are cheap for one process, and numbering changes needs no second one",
                $"Fastify: schemas check each request of {heart} and give the client its types (NFR2)",
                "Rejected: a hosted live service, because permissions would have to be kept in two places",
            ]);
        }

        if (outline.Has(StackNeeds.Roles | StackNeeds.Payments | StackNeeds.Regulated))
        {
            return new("ASP.NET Core + C# + Entity Framework Core", [
                $"ASP.NET Core: one policy in front of all commands answers who may do what in {outline.FeaturesWith(StackNeeds.Roles | StackNeeds.Payments | StackNeeds.Regulated)} (NFR2)",
                "C#: amounts are decimals and states are closed sets that the compiler checks",
                "Entity Framework Core: version columns refuse the second of two writers, as the acceptance criteria ask",
                "Rejected: serverless functions, because one transaction over several tables is the rule here",
            ]);
        }

        if (outline.Has(StackNeeds.Integration | StackNeeds.Jobs))
        {
            return new("Django + Python + PostgreSQL task queue (Procrastinate)", [
                $"Django: accounts, forms and an inside view of {outline.Items} come with it, which leaves time for {heart}",
                $"Procrastinate: the timed work of {outline.FeaturesWith(StackNeeds.Integration | StackNeeds.Jobs)} is queued in the same transaction as its cause",
                "Rejected: a message broker, because a few jobs a second do not need a second system to run",
            ]);
        }

        return new("Node.js + TypeScript + Hono + Drizzle ORM", [
            $"Node.js with TypeScript: one language from the form of {heart} to the table keeps a small team quick",
            "Hono: small, and its routes give the client the types of every answer",
            "Drizzle: SQL that can be read, with migrations as files",
            "Rejected: a backend as a service, because the rules of the acceptance criteria would move into its console",
        ]);
    }

    private static (StackPart Part, string Name) ServedDatabase(ProductOutline outline)
    {
        var shape = $"Shape: the tables of {Names(outline)} refer to each other, so the data is relational";
        const string backup = "Backup: every night and the log every 15 minutes, restored once a quarter (NFR4)";
        const string documents = "Rejected: MongoDB, because rules across several documents would move into the code";
        if (outline.Has(StackNeeds.Geo))
        {
            return (new("PostgreSQL + PostGIS", [
                shape,
                $"PostGIS: the nearest ten and all in view for {outline.FeaturesWith(StackNeeds.Geo)} come from one spatial index (NFR1)",
                "Consistency: a place and what lies there change in one transaction",
                backup,
                "Rejected: a search engine with geographic queries, because it would be a second copy to keep equal",
            ]), "PostgreSQL");
        }

        if (outline.Has(StackNeeds.TimeSeries))
        {
            return (new("PostgreSQL + TimescaleDB", [
                shape,
                $"TimescaleDB: readings of {outline.FeaturesWith(StackNeeds.TimeSeries)} are kept by day, compressed after a week and summed by the hour (NFR3)",
                "Consistency: a key of device and time makes a reading that comes twice count once",
                backup,
                "Rejected: InfluxDB, because devices and their owners would need a second database",
            ]), "PostgreSQL");
        }

        if (outline.Has(StackNeeds.Ai))
        {
            return (new("PostgreSQL + pgvector", [
                shape,
                $"pgvector: likeness for {outline.FeaturesWith(StackNeeds.Ai)} is searched beside the rows it belongs to, with their permissions",
                "Consistency: a vector is written in the transaction of its text",
                backup,
                "Rejected: a vector database of its own, because it would not know who may see what",
            ]), "PostgreSQL");
        }

        if (outline.Has(StackNeeds.Search))
        {
            return (new("PostgreSQL + full-text search + pg_trgm", [
                shape,
                $"Full-text search with pg_trgm: words with one wrong letter are found within 500 milliseconds for {outline.FeaturesWith(StackNeeds.Search)}",
                "Consistency: the index changes in the transaction of its row",
                backup,
                "Rejected: Elasticsearch, because 400,000 rows do not need a second system",
            ]), "PostgreSQL");
        }

        if (!outline.Has(StackNeeds.Shared) && outline.Features.Count <= 3)
        {
            return (new("SQLite + Litestream", [
                shape,
                "Consistency: one writer at a time is enough for this load, with the write-ahead log (NFR1)",
                "Backup: Litestream copies each change to object storage within a second (NFR4)",
                "Rejected: PostgreSQL, because it is one more server for a few writes a minute; moving later is a day's work",
            ]), "SQLite");
        }

        return (new("PostgreSQL", [
            shape,
            $"Consistency: the invariants of {outline.Aggregates[0].Name} are constraints and one transaction each",
            backup,
            documents,
        ]), "PostgreSQL");
    }

    private static (StackPart Part, string Name) ServedInfrastructure(ProductOutline outline)
    {
        var media = outline.Has(StackNeeds.Media);
        var mobile = outline.Has(StackNeeds.Mobile);
        var files = $"Cloudflare R2: originals and previews of {outline.FeaturesWith(StackNeeds.Media)} lie outside the database, and reading them costs no traffic";
        var builds = "EAS Build: signs the app for both stores and hands test versions to a pilot group";
        var extra = (media ? " + Cloudflare R2" : "") + (mobile ? " + EAS Build" : "");
        List<string> extras = [.. media ? new[] { files } : [], .. mobile ? new[] { builds } : []];
        if (outline.Has(StackNeeds.Regulated))
        {
            return (new("AWS Frankfurt + ECS Fargate + RDS + Terraform" + (media ? " + S3" : ""), [
                "AWS Frankfurt: health data stays in the European Union under a processing agreement; keys lie in KMS (NFR2)",
                "Deployment: containers by Terraform, one environment for tests with made-up people, one for production",
                "Monitoring and secrets: CloudWatch alarms on NFR1 and NFR4, secrets in Secrets Manager, changed twice a year",
                "Cost: about 180 USD a month in year one; RDS is the first part to grow at ten times the use",
                "Rejected: a cheap virtual server, because the proof of who reached which data would be ours to build",
            ]), "AWS Frankfurt");
        }

        if (outline.Has(StackNeeds.Payments | StackNeeds.Roles | StackNeeds.Geo))
        {
            return (new("Docker + Azure Container Apps + GitHub Actions" + extra, [
                "Container Apps: two copies of one container, replaced without a gap, for the 99.5 % of NFR4",
                "Environments and deployment: test and production from one image; a pull request is tried before it is merged",
                "Monitoring and secrets: OpenTelemetry with alarms on NFR1, secrets in Key Vault; about 90 USD a month in year one, the database grows first",
                .. extras,
                "Rejected: Kubernetes, because two containers need no cluster to look after",
            ]), "Azure Container Apps");
        }

        if (outline.Has(StackNeeds.RealTime | StackNeeds.Shared))
        {
            return (new("Docker + Fly.io + GitHub Actions" + extra, [
                $"Fly.io: long connections and the database lie in one region near the {outline.RolePlural}, which NFR1 needs",
                "Environments and deployment: each pull request gets its own, production follows the main branch and rolls back in a minute",
                "Monitoring and secrets: Grafana with alarms on NFR1 and NFR4, secrets in the platform's store; about 45 USD a month in year one",
                .. extras,
                "Rejected: serverless functions, because they end connections that have to stay open and start slowly",
            ]), "Fly.io");
        }

        return (new("Docker + Hetzner Cloud + Caddy + GitHub Actions" + extra, [
            "Hetzner Cloud: one small server carries NFR3 many times over",
            "Deployment and environments: an image per commit; test and production are two projects on the same server size",
            "Monitoring and secrets: an outside check every minute for NFR4, secrets as files only root reads; about 12 USD a month in year one",
            .. extras,
            "Rejected: a container platform, because its smallest plan costs three times as much for one process",
        ]), "Hetzner Cloud");
    }

    private static string Names(ProductOutline outline) => Words.List([.. outline.Aggregates.Take(3).Select(aggregate => aggregate.Name)]);
}
