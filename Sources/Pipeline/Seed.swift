package enum Seed {}
