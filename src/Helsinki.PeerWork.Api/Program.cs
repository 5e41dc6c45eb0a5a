using Helsinki.PeerWork.Api.Hosting;

return await CommandLine.Run(args);
