namespace SmartAI.Platform.Operations.Maintenance;

/// <summary>What a module prepares before the server listens, after migrations. Runs at every start, so it only adds what is missing.</summary>
public interface IFirstStart
{
    /// <summary>Prepares; returns lines for the operator to read, such as a one-time link.</summary>
    Task<IReadOnlyList<string>> PrepareAsync(CancellationToken cancel);
}

/// <summary>A module's part of <c>smartai demo</c>.</summary>
public interface IDemoData
{
    /// <summary>Adds believable data of its own, marked so that it can be found again.</summary>
    /// <param name="people">How many people the installation shall seem to have.</param>
    /// <param name="cancel">Stops between batches.</param>
    Task FillAsync(int people, CancellationToken cancel);

    /// <summary>Takes all of it out and nothing else.</summary>
    Task RemoveAsync(CancellationToken cancel);
}

/// <summary>Makes an administrator where nobody can sign in to do it; Identity knows how.</summary>
public interface IAdministratorMaker
{
    /// <summary>Makes the person, or gives an existing one the role; returns why not, as a sentence, or null.</summary>
    Task<string?> MakeAsync(string email, string name, string password, CancellationToken cancel);
}

/// <summary>What a module tidies up, once an hour on one node: rows whose time is over.</summary>
public interface IUpkeep
{
    /// <summary>Removes in bounded steps; whatever is left waits for the next hour.</summary>
    Task RunAsync(CancellationToken cancel);
}
