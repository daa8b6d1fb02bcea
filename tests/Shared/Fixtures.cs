// Every test has a fixture object of its own, so no test finds the leftovers of another.
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
