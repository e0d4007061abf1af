using AiDevFramework.TestSupport.Postgres;

[assembly: AssemblyFixture(typeof(PostgresFixture))]
[assembly: Trait("Runs", "Programs")]
