// Stands in for a module that the program never uses: see build.mjs.
