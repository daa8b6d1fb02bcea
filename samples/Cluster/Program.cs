using Cluster.Conductor;
using Cluster.Nodes;

return args is ["node", .. var rest]
    ? await NodeProgram.RunAsync(NodeArguments.Parse(rest))
    : await ConductorProgram.RunAsync(args);
