"""What an entity says, in a form that machines read."""
