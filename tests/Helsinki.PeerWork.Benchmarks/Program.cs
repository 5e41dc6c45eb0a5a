using Helsinki.PeerWork.Benchmarks.Load;
using Helsinki.PeerWork.Benchmarks.Pure;

return args switch
{
    ["pure"] => PureProgram.Run(),
    ["load", .. var words] => await LoadProgram.Run(words),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        pure                          the parts without a database, measured by BenchmarkDotNet
        load [PART…] [--write]        against a PostgreSQL of its own, beside a floor; parts: rebuild report reads commands
                                      --write puts the figures into docs/performance.md; --short only tries whether all runs
        """);
    return 1;
}
