"""What happened to a KPI at a rollout: one object that chart, icon, sentence and command line all read."""
