using AiDevFramework.TestSupport.Postgres;

[assembly: AssemblyFixture(typeof(PostgresFixture))]
