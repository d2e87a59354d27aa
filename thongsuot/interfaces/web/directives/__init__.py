"""Pages of directives: the library, one document with its file, registering one."""
