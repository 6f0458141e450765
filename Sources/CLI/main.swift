print("dailies")
