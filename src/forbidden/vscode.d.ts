// Mapped in place of `vscode` for the rooms that must not know it: any use of it is then a type error.
export {};
