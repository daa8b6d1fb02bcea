// Only fixtures that mostly wait say that they may run beside others.
[assembly: LevelOfParallelism(3)]
