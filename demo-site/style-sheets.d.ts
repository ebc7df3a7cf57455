/** Style sheets of packages, which the build puts beside the module that imports them. */
declare module '*.css';
