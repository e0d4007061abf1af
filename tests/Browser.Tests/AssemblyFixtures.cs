using AiDevFramework.Browser.Tests.Chromium;
using AiDevFramework.Browser.Tests.Product;

[assembly: AssemblyFixture(typeof(BrowserFixture))]
[assembly: AssemblyFixture(typeof(ProductFixture))]
[assembly: Trait("Runs", "Programs")]
