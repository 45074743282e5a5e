import fc from 'fast-check';

// CI repeats one run of every property, so that a build can be repeated; on a developer's machine each run explores anew.
if (process.env.CI) fc.configureGlobal({ seed: 20261123 });
